/** What the demo does, told line by line to the terminal and to the page. */
export type Story = { lines: string[]; tell(line: string): void; onChange(listener: () => void): () => void };

export function createStory(print: (line: string) => void): Story {
  const listeners = new Set<() => void>();
  const lines: string[] = [];
  return {
    lines,
    tell: (line) => {
      lines.push(line);
      print(line);
      for (const listener of listeners) listener();
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
