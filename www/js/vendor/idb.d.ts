/** What keeping uses of idb. */
export function openDB(name: string, version: number, on: { upgrade?(db: any): void; blocking?(current: unknown, next: unknown, event: any): void; terminated?(): void }): Promise<any>;
