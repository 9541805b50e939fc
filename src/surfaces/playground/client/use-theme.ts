import { useEffect, useState } from "react";

const system = matchMedia("(prefers-color-scheme: dark)");

/** The system's colours until the person chooses; the choice is kept for this browser. */
export function useTheme(): { readonly isDark: boolean; toggle(): void } {
  const [chosen, setChosen] = useState(() => localStorage.getItem("pacer-theme"));
  const [systemIsDark, setSystem] = useState(system.matches);
  useEffect(() => {
    const follow = () => setSystem(system.matches);
    system.addEventListener("change", follow);
    return () => system.removeEventListener("change", follow);
  }, []);
  const isDark = chosen ? chosen === "dark" : systemIsDark;
  useEffect(() => {
    document.documentElement.dataset.theme = isDark ? "dark" : "light";
  }, [isDark]);
  const toggle = () => {
    const next = isDark ? "light" : "dark";
    localStorage.setItem("pacer-theme", next);
    setChosen(next);
  };
  return { isDark, toggle };
}
