import type { Channel } from "./client.js";

export const CHANNELS: Readonly<Record<Channel, string>> = {
  dm: "Direct message",
  public: "#sales (public channel)",
  private: "#deal-desk (private channel)",
  group: "Group message",
};
