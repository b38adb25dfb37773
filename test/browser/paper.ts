/** A4 within margins of 1.5 cm, in CSS pixels. */
export const paper = { width: 680, height: 1009 }
