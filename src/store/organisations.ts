import type { PrismaClient } from "./generated/client.js";
import type { Organisation, Store } from "./store.js";

type Organisations = Pick<Store, "listOrganisations" | "findOrganisation" | "createOrganisation">;

const select = {
  id: true,
  slug: true,
  name: true,
  currency: true,
  timeZone: true,
  fiscalYearStartMonth: true,
} as const;

export function organisations(prisma: PrismaClient): Organisations {
  return {
    listOrganisations: () => prisma.organisation.findMany({ select, orderBy: { slug: "asc" } }),
    findOrganisation: (slug) => prisma.organisation.findUnique({ select, where: { slug } }),
    createOrganisation: (organisation: Omit<Organisation, "id">) =>
      prisma.organisation.create({ select, data: organisation }),
  };
}
