/** New identifiers: version-4 GUIDs, made here so that what is not sent yet can be spoken of. */

/**
 * @returns {string}
 */
export function newGuid() {
  // Without https, as in a team's own network, the browser leaves `randomUUID` out.
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
