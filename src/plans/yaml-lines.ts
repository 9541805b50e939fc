import { isMap, isScalar, isSeq, LineCounter, type Node, type ParsedNode, parseDocument } from "yaml";

/**
 * Says on which line of a YAML text a path of the document stands ("components.bonus.steps[1].at"). A part that is not there, such
 * as a field that is missing, gives the line of what is around it; null for the document itself.
 */
export function linesOf(text: string): (path: string) => number | null {
  const counter = new LineCounter();
  const { contents } = parseDocument(text, { lineCounter: counter, uniqueKeys: false });
  return (path) => {
    let node: ParsedNode | Node | null = contents;
    let line: number | null = null;
    for (const part of path.split(/\.|\[(\d+)\]/).filter((piece) => piece !== undefined && piece !== "")) {
      const found: { readonly at: Node; readonly value: Node | null } | null = childOf(node, part);
      if (!found) break;
      line = counter.linePos(found.at.range?.[0] ?? 0).line;
      node = found.value;
    }
    return line;
  };
}

function childOf(node: Node | null, part: string): { readonly at: Node; readonly value: Node | null } | null {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.source ?? key.value) === part);
    return pair ? { at: pair.key as Node, value: pair.value as Node | null } : null;
  }
  const item = isSeq(node) && /^\d+$/.test(part) ? (node.items[Number(part)] as Node | undefined) : undefined;
  return item ? { at: item, value: item } : null;
}
