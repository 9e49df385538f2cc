/** How many people found an alert useful, and how many did not. */
export type Marks = { useful: number; notUseful: number };
