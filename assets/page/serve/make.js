// Elements without markup, as the viewer makes them.
export const { make, button } = globalThis.Causeline.parts;
