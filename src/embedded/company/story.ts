/** What the demo does, told line by line to the terminal and to the page. */
export type Story = {
  lines: string[];
  tell(line: string): void;
  /** Says the last line anew, as a count that goes on. */
  retell(line: string): void;
  onChange(listener: () => void): () => void;
};

/** @param print shows a line; `again` when it takes the place of the one before */
export function createStory(print: (line: string, again: boolean) => void): Story {
  const listeners = new Set<() => void>();
  const lines: string[] = [];
  const say = (line: string, again: boolean): void => {
    if (again) lines.pop();
    lines.push(line);
    print(line, again);
    for (const listener of listeners) listener();
  };
  return {
    lines,
    tell: (line) => say(line, false),
    retell: (line) => say(line, true),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
