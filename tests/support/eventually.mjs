/** What is read, again and again until it holds; after ten seconds, whatever it is by then. */
export async function eventually(read, holds) {
  const began = performance.now();
  for (;;) {
    const value = await read();
    if (holds(value) || performance.now() - began > 10_000) return value;
    await new Promise((again) => setTimeout(again, 50));
  }
}
