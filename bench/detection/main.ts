import { hourlyTable } from "./hourly-table.ts";
import { speedTable } from "./speed-table.ts";
import { weeklyTable } from "./weekly-table.ts";

const quick = process.argv.includes("--quick");
const seedAt = process.argv.indexOf("--seed");
const seed = seedAt < 0 ? 2026 : Number(process.argv[seedAt + 1]);

const seeds = Array.from({ length: quick ? 1 : 4 }, (_, i) => seed + i);

console.log(`# Weekly: 42 scenarios of Noufaily et al. 2013, ${seeds.length} seeds from ${seed}\n`);
console.log(weeklyTable(quick ? 5 : 40, seeds));
console.log(`\n# Hourly: 320 series, 14 weeks, 160 spikes, ${seeds.length} seeds from ${seed}\n`);
console.log(hourlyTable(seeds));
console.log("\n# Cost on this machine\n");
console.log(speedTable(quick ? 1_000 : 10_000));
