// Who and what is in the local Slack from the start.

export type MemberName = "maija" | "otto" | "noor" | "admin";

export type Member = {
  id: string;
  name: MemberName;
  realName: string;
  title: string;
  isAdmin: boolean;
  tz: string;
  locale: string;
};

export const APP_ID = "A0EARSHOT";
export const BOT_ID = "B0EARSHOT";
export const BOT_USER_ID = "U0EARSHOT";
export const BOT_TOKEN = "xoxb-earshot-demo";
export const SIGNING_SECRET = "earshot-demo-signing-secret";

export const DOMAIN = "pohjola-telecom";
export const PEOPLE: Record<MemberName, Omit<Member, "id" | "name">> = {
  maija: {
    realName: "Maija Virtanen",
    title: "Agent, billing",
    isAdmin: false,
    tz: "Europe/Helsinki",
    locale: "en-GB",
  },
  otto: {
    realName: "Otto Lehtonen",
    title: "Team lead, billing",
    isAdmin: false,
    tz: "Europe/Helsinki",
    locale: "en-GB",
  },
  noor: {
    realName: "Noor Haddad",
    title: "Agent, network",
    isAdmin: false,
    tz: "Europe/Helsinki",
    locale: "fi-FI",
  },
  admin: {
    realName: "Aino Korhonen",
    title: "Workspace admin",
    isAdmin: true,
    tz: "Europe/Helsinki",
    locale: "en-GB",
  },
};
/** Topics by channel name. */
export const CHANNELS: Record<string, string> = {
  "billing-alerts": "What customers tell the billing team",
  "network-alerts": "Faults, outages, slow connections",
  "sales-alerts": "Orders, deliveries, stores",
  "support-leads": "Leads of all teams",
  earshot: "What Earshot says when no other channel fits",
};
/** User groups by handle: the leads who may acknowledge overdue promises. The emulator has none. */
export const GROUPS: Record<string, { id: string; name: string; users: MemberName[] }> = {
  "billing-leads": { id: "S0BILLING", name: "Billing leads", users: ["otto"] },
  "network-leads": { id: "S0NETWORK", name: "Network leads", users: ["otto"] },
  "sales-leads": { id: "S0SALES", name: "Sales leads", users: ["otto"] },
};
export const MEMBER_NAMES = Object.keys(PEOPLE) as MemberName[];

/** What the emulator is started with. */
export const seed = {
  team: { name: "Pohjola Telecom", domain: DOMAIN },
  signing_secret: SIGNING_SECRET,
  users: MEMBER_NAMES.map((name) => ({
    name: emulatorName(name),
    real_name: PEOPLE[name].realName,
    email: `${name}@${DOMAIN}.example`,
    is_admin: PEOPLE[name].isAdmin,
    profile: {
      real_name: PEOPLE[name].realName,
      display_name: PEOPLE[name].realName.split(" ")[0],
      email: `${name}@${DOMAIN}.example`,
      title: PEOPLE[name].title,
    },
  })),
  channels: Object.entries(CHANNELS).map(([name, topic]) => ({ name, topic })),
  oauth_apps: [
    {
      client_id: "0.1",
      client_secret: "demo",
      app_id: APP_ID,
      name: "Earshot",
      bot_id: BOT_ID,
      bot_user_id: BOT_USER_ID,
      bot_name: "earshot",
      redirect_uris: [],
      scopes: [],
    },
  ],
  tokens: [
    {
      token: BOT_TOKEN,
      type: "bot",
      user: BOT_USER_ID,
      app_id: APP_ID,
      bot_id: BOT_ID,
      bot_user_id: BOT_USER_ID,
    },
    ...MEMBER_NAMES.map((name) => ({ token: personToken(name), type: "user", user: emulatorName(name) })),
  ],
};

/** The token with which this person's own messages are posted. */
export function personToken(name: MemberName): string {
  return `xoxp-${name}`;
}

/** The emulator has an `admin` of its own, whom we leave alone. */
export function emulatorName(name: MemberName): string {
  return name === "admin" ? "aino" : name;
}
