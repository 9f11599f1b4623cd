/** The reverse of TextDecoder, which platforms lack: text → bytes of a one-byte charset, of UTF-16 or UTF-32. */
export function encode(text: string, charset: string): Uint8Array {
  if (charset === 'utf-8') return new TextEncoder().encode(text);
  if (charset.startsWith('utf-16')) {
    const bytes = new Uint8Array(text.length * 2);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), charset === 'utf-16le');
    return bytes;
  }
  if (charset.startsWith('utf-32')) {
    const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
    const bytes = new Uint8Array(codes.length * 4);
    const view = new DataView(bytes.buffer);
    codes.forEach((code, i) => {
      view.setUint32(i * 4, code, charset === 'utf-32le');
    });
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
