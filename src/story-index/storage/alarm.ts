/** Sets the object's alarm to `at`, ms since the epoch, unless it rings sooner. */
export async function ringBy(storage: DurableObjectStorage, at: number): Promise<void> {
  const alarm = await storage.getAlarm();
  if (alarm === null || alarm > at) await storage.setAlarm(at);
}
