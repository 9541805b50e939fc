import ts from "typescript";

/**
 * Judges JSON by a platform's own TypeScript types, unknown properties included: each value becomes
 * `const v: Type = {...}` in a file that exists in memory only, and the compiler's complaints are the verdict.
 */
export function judgeByTypes(imports: string, type: string, values: readonly unknown[]): string[] {
  const file = `${process.cwd()}/test/contracts/judged.ts`;
  const source = [imports, ...values.map((value, i) => `export const v${i}: ${type} = ${JSON.stringify(value)};`)].join(
    "\n",
  );
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : getSourceFile.call(host, name, ...rest);
  host.fileExists = (name) => name === file || fileExists.call(host, name);
  host.readFile = (name) => (name === file ? source : readFile.call(host, name));
  return ts.getPreEmitDiagnostics(ts.createProgram([file], options, host)).map((diagnostic) => {
    const line = diagnostic.file?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? 0;
    return `value ${line - imports.split("\n").length}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, " ").slice(0, 300)}`;
  });
}
