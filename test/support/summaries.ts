import { randomFrom } from "../../src/domain/random.ts";

/** A contact as an agent would sum it up, with the code that the customer's trouble has and the one the agent gave it. */
export type GeneratedContact = { at: number; text: string; truth: string; coded: string };

type Trouble = { code: string; share: number; en: string[]; fi: string[] };

/** Troubles whose words overlap: two about invoices, three about what does not come, two about the net. */
const troubles: Trouble[] = [
  {
    code: "invoice-wrong",
    share: 16,
    en: [
      "the invoice is wrong",
      "billed twice for the same month",
      "there is a fee on the bill nobody ordered",
      "campaign price missing from the invoice",
      "charged too much",
      "sum on the bill does not match the contract",
    ],
    fi: [
      "lasku on väärin",
      "laskutettu kahteen kertaan samasta kuusta",
      "laskulla on maksu jota ei ole tilattu",
      "kampanjahinta puuttuu laskulta",
      "veloitettu liikaa",
      "laskun summa ei vastaa sopimusta",
    ],
  },
  {
    code: "payment-time",
    share: 12,
    en: [
      "asks for more time to pay the invoice",
      "wants to move the due date",
      "pay the bill in two parts",
      "cannot pay before the salary comes",
      "agreed on a payment plan",
    ],
    fi: [
      "pyytää lisää maksuaikaa laskulle",
      "haluaa siirtää eräpäivää",
      "maksaa laskun kahdessa osassa",
      "ei pysty maksamaan ennen palkkapäivää",
      "sovittiin maksusuunnitelma",
    ],
  },
  {
    code: "refund-missing",
    share: 8,
    en: [
      "the refund has not come",
      "asks where the money back is",
      "was promised a refund two weeks ago",
      "credit note not received",
    ],
    fi: [
      "hyvitys ei ole tullut",
      "kysyy missä palautettu raha on",
      "hyvitys luvattiin kaksi viikkoa sitten",
      "hyvityslaskua ei ole saatu",
    ],
  },
  {
    code: "order-late",
    share: 12,
    en: [
      "the order is late",
      "the parcel cannot be followed",
      "the phone should have come on friday",
      "delivery has been postponed twice",
      "where is my package",
    ],
    fi: [
      "tilaus on myöhässä",
      "pakettia ei voi seurata",
      "puhelimen piti tulla perjantaina",
      "toimitusta on siirretty kahdesti",
      "missä lähetykseni on",
    ],
  },
  {
    code: "no-connection",
    share: 14,
    en: [
      "the broadband has been down since morning",
      "no signal in the village",
      "the connection drops every hour",
      "internet does not work at all",
      "modem shows a red light",
    ],
    fi: [
      "laajakaista on ollut poikki aamusta",
      "kylässä ei ole kenttää",
      "yhteys katkeaa tunnin välein",
      "netti ei toimi lainkaan",
      "modeemissa palaa punainen valo",
    ],
  },
  {
    code: "slow-internet",
    share: 11,
    en: [
      "the internet is slow in the evening",
      "video stops every night",
      "gets a tenth of the promised speed",
      "downloads take for ever",
      "ping is high in games",
    ],
    fi: [
      "netti on hidas iltaisin",
      "video pätkii joka ilta",
      "saa kymmenesosan luvatusta nopeudesta",
      "lataukset kestävät ikuisuuden",
      "pelien viive on suuri",
    ],
  },
  {
    code: "router-setup",
    share: 9,
    en: [
      "cannot find the password of the wi-fi",
      "needs help with the new router",
      "router shows a red light after the set-up",
      "printer does not find the network",
    ],
    fi: [
      "ei löydä wifin salasanaa",
      "tarvitsee apua uuden reitittimen kanssa",
      "reitittimessä palaa punainen valo käyttöönoton jälkeen",
      "tulostin ei löydä verkkoa",
    ],
  },
  {
    code: "login-help",
    share: 9,
    en: [
      "cannot log in to the web service",
      "the code by text message does not come",
      "forgot the user name",
      "password does not work",
      "account is locked",
    ],
    fi: [
      "ei pääse kirjautumaan verkkopalveluun",
      "tekstiviestikoodi ei tule",
      "unohti käyttäjätunnuksen",
      "salasana ei toimi",
      "tili on lukittu",
    ],
  },
  {
    code: "cancel",
    share: 5,
    en: [
      "wants to leave and end the contract",
      "found a cheaper one elsewhere",
      "moves abroad and ends the subscription",
      "asks how long the notice is",
    ],
    fi: [
      "haluaa irtisanoa sopimuksen",
      "löysi halvemman muualta",
      "muuttaa ulkomaille ja lopettaa liittymän",
      "kysyy irtisanomisajasta",
    ],
  },
  {
    code: "roaming",
    share: 4,
    en: ["no data in spain", "asks what calls cost abroad", "the phone does not find a network on holiday"],
    fi: [
      "data ei toimi espanjassa",
      "kysyy puheluiden hintaa ulkomailla",
      "puhelin ei löydä verkkoa lomalla",
    ],
  },
];

const around = {
  en: [
    "customer called again",
    "is angry",
    "calls for the third time",
    "asks to be called back",
    "has been a customer for years",
    "sent an e-mail too",
    "invoice 44120",
    "waited in the queue for 20 minutes",
    "the order was made in the store",
    "wants to speak to a manager",
    "the connection was bad",
  ],
  fi: [
    "asiakas soitti uudelleen",
    "on vihainen",
    "soittaa jo kolmannen kerran",
    "pyytää takaisinsoittoa",
    "ollut asiakas vuosia",
    "lähetti myös sähköpostia",
    "lasku 44120",
    "odotti jonossa 20 minuuttia",
    "tilaus tehtiin myymälässä",
    "haluaa puhua esimiehelle",
    "yhteys oli huono",
  ],
};

/**
 * Contacts of ten reasons in two languages, evenly over `weeks`, with what real summaries have: other words around the
 * matter, slips of the keyboard, a matter said in half, and one code in twenty-five that is wrong. In the last fifth
 * of the weeks a share `newWords` of the contacts says its trouble in words that were never heard before.
 */
export function* generatedContacts(
  many: number,
  { seed = 1, weeks = 10, start = Date.UTC(2026, 8, 1), newWords = 0.1 } = {},
): Generator<GeneratedContact> {
  const random = randomFrom(seed);
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const lots = troubles.flatMap((trouble) => Array.from({ length: trouble.share }, () => trouble));
  for (let i = 0; i < many; i += 1) {
    const trouble = oneOf(lots);
    const language = random() < 0.6 ? "fi" : "en";
    const [newest = "", ...usual] = [...trouble[language]].reverse();
    const said = (i >= 0.8 * many && random() < newWords ? newest : oneOf(usual)).split(" ");
    const matter = random() < 0.25 ? said.slice(0, Math.max(2, Math.ceil(said.length / 2))) : said;
    const parts = [matter.join(" "), ...(random() < 0.6 ? [oneOf(around[language])] : [])];
    if (random() < 0.5) parts.reverse();
    const text = parts
      .join(oneOf([", ", ". ", " - "]))
      .split(" ")
      .map((word) => (random() < 0.06 ? slip(word, random) : word))
      .join(" ");
    yield {
      at: start + ((i + random()) / many) * weeks * 7 * 86_400_000,
      text,
      truth: trouble.code,
      coded: random() < 0.04 ? oneOf(lots).code : trouble.code,
    };
  }
}

/** Two letters change places, or one is lost. */
function slip(word: string, random: () => number): string {
  const at = Math.floor(random() * (word.length - 1));
  const [a = "", b = ""] = [word[at], word[at + 1]];
  return word.slice(0, at) + (random() < 0.5 ? b + a : b) + word.slice(at + 2);
}
