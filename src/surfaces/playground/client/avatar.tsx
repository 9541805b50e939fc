const HUES = [12, 34, 152, 186, 214, 262, 292, 330];

/** Initials on a colour that stays the same for a name. */
export function Avatar({ name }: { readonly name: string }) {
  const sum = [...name].reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0);
  const initials = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();
  return (
    <span className="avatar" style={{ background: `hsl(${HUES[sum % HUES.length]} 45% 42%)` }} aria-hidden="true">
      {initials}
    </span>
  );
}
