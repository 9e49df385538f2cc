import { hourlyTable } from "./hourly-table.ts";
import { speedTable } from "./speed-table.ts";
import { weeklyTable } from "./weekly-table.ts";

const quick = process.argv.includes("--quick");
const seedAt = process.argv.indexOf("--seed");
const seed = seedAt < 0 ? 2026 : Number(process.argv[seedAt + 1]);

console.log(`# Weekly: 42 scenarios of Noufaily et al. 2013, seed ${seed}\n`);
console.log(weeklyTable(quick ? 5 : 40, seed));
console.log(`\n# Hourly: 320 series, 14 weeks, 160 spikes, ${quick ? 1 : 4} seeds from ${seed}\n`);
console.log(hourlyTable(Array.from({ length: quick ? 1 : 4 }, (_, i) => seed + i)));
console.log("\n# Cost on this machine\n");
console.log(speedTable(quick ? 1_000 : 10_000));
