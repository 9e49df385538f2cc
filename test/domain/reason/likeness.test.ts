import { describe, expect, it, test } from "vitest";
import { LIKELY, likenessOf, suggestReason } from "../../../src/domain/reason/likeness.ts";

/** What desks send for one thing: misspelt, inflected, written together or apart, abbreviated, in the other language. */
const same: [string, string][] = [
  ["invoice wrong", "Invoice wrong"],
  ["INVOICE_WRONG", "Invoice wrong"],
  ["InvoiceWrong", "Invoice wrong"],
  ["wrong invoice", "Invoice wrong"],
  ["invoce wrong", "Invoice wrong"],
  ["invoice wrong 2", "Invoice wrong"],
  ["104 Invoice wrong", "Invoice wrong"],
  ["INV-ERR", "Invoice wrong"],
  ["inv_wrong", "Invoice wrong"],
  ["invoice error", "Invoice wrong"],
  ["wrong bill", "Invoice wrong"],
  ["Invoice is wrong", "invoice-wrong"],
  ["lasku väärin", "Invoice wrong"],
  ["lasku väärin", "laskuvirhe"],
  ["laskuvirhe", "Lasku virheellinen"],
  ["virheellinen lasku", "Laskuvirhe"],
  ["laskussa virhe", "Lasku väärin"],
  ["Väärä lasku", "lasku väärin"],
  ["vaara lasku", "Väärä lasku"],
  ["late delivery", "Late delivery"],
  ["delivery late", "Late delivery"],
  ["delivery delayed", "Late delivery"],
  ["dlv_late", "Late delivery"],
  ["toimitus myöhässä", "Late delivery"],
  ["toimitusviive", "Toimitus viivästynyt"],
  ["toimitus viivastynyt", "Toimitus viivästynyt"],
  ["cancellation", "Cancel"],
  ["login problem", "Login problems"],
  ["log-in help", "Login help"],
  ["refund is missing", "Refund missing"],
  ["password reset", "Reset password"],
  ["pwd reset", "Password reset"],
  ["roaming charges", "Roaming charge"],
  ["router setup", "Router set-up"],
  ["osoitteenmuutos", "Osoitteen muutos"],
  ["osoitemuutos", "Osoitteen muutos"],
  ["address change", "Osoitteen muutos"],
  // not thought of when the words of one meaning were chosen
  ["rouming", "Roaming"],
  ["slow intrenet", "Slow internet"],
  ["lost SIM", "SIM card lost"],
  ["netti hidas", "Slow internet"],
  ["no_conn", "No connection"],
  ["tilaus peruutus", "Order cancel"],
  ["palautus puuttuu", "Refund missing"],
  ["sopimusmuutos", "Contract change"],
  ["Lasku: väärin (kuluttaja)", "lasku väärin"],
  ["eSIM activation", "SIM activation"],
  ["warranty", "Warranty claim"],
];

const other: [string, string][] = [
  ["invoice wrong", "Late delivery"],
  ["invoice copy", "Invoice wrong"],
  ["wrong address", "Invoice wrong"],
  ["laskun kopio", "Lasku väärin"],
  ["new order", "Order is late"],
  ["order late", "New order"],
  ["no connection", "Slow internet"],
  ["contract change", "Address change"],
  ["late payment", "Late delivery"],
  ["missing parcel", "Late parcel"],
  ["login help", "Router help"],
  ["cancel", "Roaming"],
  ["eSIM", "Invoice wrong"],
  ["esim activation", "Cancel"],
  ["5G", "Invoice wrong"],
  ["other", "Order is late"],
  ["muu syy", "Muutto"],
  ["price question", "Price complaint"],
  ["toimitusosoite", "Toimitus myöhässä"],
  ["salasana unohtunut", "Sopimus unohtunut"],
  ["refund status", "Order status"],
  ["ABC", "XYZ"],
  ["inventory", "Invoice wrong"],
  ["late", "Late delivery"],
  ["", "Invoice wrong"],
  // not thought of before
  ["B12", "B13"],
  ["misc", "Missing parcel"],
  ["late invoice", "Late delivery"],
  ["late invoice", "Invoice wrong"],
  ["cancel order", "New order"],
  ["slow delivery", "Slow internet"],
  ["payment wrong", "Invoice wrong"],
  ["store hours", "Store location"],
  ["tuote rikki", "Tuote puuttuu"],
  ["uusi tilaus", "Order is late"],
  ["login broken", "Login help"],
  ["INC-4711", "Invoice wrong"],
  ["!!!", "Invoice wrong"],
];

describe("a likeness", () => {
  test.each(same)("%s is %s", (sent, name) => expect(likenessOf(sent, name)).toBeGreaterThanOrEqual(LIKELY));
  test.each(other)("%s is not %s", (sent, name) => expect(likenessOf(sent, name)).toBeLessThan(LIKELY));

  test.each([...same, ...other])("of %s and %s is the same both ways, of 0 to 1", (one, two) => {
    expect(likenessOf(one, two)).toBeCloseTo(likenessOf(two, one), 12);
    expect(likenessOf(one, two)).toBeGreaterThanOrEqual(0);
    expect(likenessOf(one, two)).toBeLessThanOrEqual(1);
  });
});

describe("a suggestion", () => {
  const catalogue = [
    { code: "invoice-wrong", label: "Invoice is wrong", aliases: ["laskuvirhe"] },
    { code: "invoice-copy", label: "Copy of an invoice", aliases: [] },
    { code: "order-late", label: "Order is late", aliases: ["toimitus myöhässä"] },
  ];

  it("is the reason most alike, by its code, label or an alias", () => {
    expect(suggestReason("INV-ERR", catalogue)).toMatchObject({
      code: "invoice-wrong",
      label: "Invoice is wrong",
    });
    expect(suggestReason("toimitus viivästyi", catalogue)).toMatchObject({ code: "order-late" });
    expect(suggestReason("invoice copies", catalogue)).toMatchObject({ code: "invoice-copy" });
  });

  it("is none where nothing is near", () => {
    expect(suggestReason("esim-activation", catalogue)).toBeUndefined();
    expect(suggestReason("esim-activation", [])).toBeUndefined();
  });
});
