/** What archives use of fflate. */
export function zipSync(files: Record<string, Uint8Array>, options: { mtime: Date; level: number }): Uint8Array;
export function unzipSync(bytes: Uint8Array, options: { filter(file: { name: string; size: number; originalSize: number }): boolean }): Record<string, Uint8Array>;
export function strToU8(text: string): Uint8Array;
export function strFromU8(bytes: Uint8Array): string;
