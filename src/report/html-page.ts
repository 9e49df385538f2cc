/** A whole page by itself: no script, nothing from elsewhere. @param title, body are safe already */
export function htmlPage({
  language,
  title,
  style,
  body,
}: {
  language: string;
  title: string;
  style: string;
  body: string;
}): string {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>
${style}
</style></head><body>
${body}
</body></html>
`;
}

/** For text and for attributes in double quotes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
