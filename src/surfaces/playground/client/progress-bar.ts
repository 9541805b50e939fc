import { CardElement, GlobalRegistry, NumProperty, StringProperty, Table, Versions } from "adaptivecards";

const NAME = "ProgressBar";

/** Teams' ProgressBar, which Microsoft's open renderer does not have: a rounded bar in the colour that is named. */
class ProgressBar extends CardElement {
  static readonly valueProperty = new NumProperty(Versions.v1_0, "value", 0);
  static readonly maxProperty = new NumProperty(Versions.v1_0, "max", 100);
  static readonly colorProperty = new StringProperty(Versions.v1_0, "color", true, undefined, "Accent");

  getJsonTypeName(): string {
    return NAME;
  }

  protected internalRender(): HTMLElement {
    const value = this.getValue(ProgressBar.valueProperty) as number;
    const max = this.getValue(ProgressBar.maxProperty) as number;
    const bar = document.createElement("div");
    bar.className = "progress-bar";
    bar.dataset.color = String(this.getValue(ProgressBar.colorProperty)).toLowerCase();
    bar.role = "progressbar";
    bar.ariaLabel = "Progress";
    bar.ariaValueMin = "0";
    bar.ariaValueMax = String(max);
    bar.ariaValueNow = String(value);
    const filled = document.createElement("span");
    filled.style.width = `${(value / max) * 100}%`;
    bar.append(filled);
    return bar;
  }
}

/**
 * Once for all cards of the page. Table is Microsoft's own, but it registers itself on import, and the package says that its
 * imports do nothing, so a bundler leaves that out.
 */
export function registerElements(): void {
  GlobalRegistry.elements.register(NAME, ProgressBar, Versions.v1_0);
  GlobalRegistry.elements.register("Table", Table, Versions.v1_5);
}
