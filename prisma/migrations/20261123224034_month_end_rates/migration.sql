-- AlterEnum
ALTER TYPE "FxKind" ADD VALUE 'month_end';
