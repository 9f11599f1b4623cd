/** Work that no call waits for, so that a hub or a receiver that hangs holds nothing up. */

/** Starts work unless the work before is still under way. What fails is logged as `event`. */
export function inBackground(ctx: DurableObjectState, event: string): (work: () => Promise<unknown>) => void {
  let underWay = false;
  return (work) => {
    if (underWay) return;
    underWay = true;
    const done = work()
      .catch((error) => console.error(JSON.stringify({ event, reason: String(error) })))
      .finally(() => {
        underWay = false;
      });
    ctx.waitUntil(done);
  };
}
