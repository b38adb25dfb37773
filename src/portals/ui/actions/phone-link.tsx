/** A telephone number that can be tapped and is never broken over two lines. */
export function PhoneLink({ phone }: { phone: string }) {
  return (
    <a class="phone" href={`tel:${phone.replace(/[^\d+]/gu, '')}`}>
      {phone}
    </a>
  )
}
