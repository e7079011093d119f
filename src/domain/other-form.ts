/** What a QR symbol holds when it is nothing of ours. */
export const OTHER_FORMS = ['link', 'wifi', 'contact', 'text', 'empty'] as const
export type OtherForm = (typeof OTHER_FORMS)[number]
