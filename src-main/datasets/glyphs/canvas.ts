/** The size of every glyph image. */

export const glyphSide = 32;
export const canvasArea = glyphSide * glyphSide;
