/** The reverse of TextDecoder, which platforms lack: text → bytes of UTF-8, UTF-16 or a one-byte charset. */
export function encode(text: string, charset: string): Uint8Array {
  if (charset === 'utf-8') return new TextEncoder().encode(text);
  if (charset.startsWith('utf-16')) {
    const bytes = new Uint8Array(text.length * 2);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), charset === 'utf-16le');
    return bytes;
  }
  const decoder = new TextDecoder(charset);
  const codes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const));
  return Uint8Array.from(text, (character) => {
    const byte = codes.get(character);
    if (byte === undefined) throw new Error(`${charset} has no ${character}`);
    return byte;
  });
}
