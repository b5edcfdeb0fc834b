/** The mark: a stage seen from the gallery, one of its lights on. */
export function Mark({ size = 24 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" className="mark">
      <rect x="1" y="1" width="22" height="22" rx="6" className="mark-ground" />
      <path d="M5.5 16.5h13" className="mark-line" />
      <circle cx="7.5" cy="10.5" r="1.6" className="mark-dim" />
      <circle cx="12" cy="8.5" r="2.2" className="mark-lit" />
      <circle cx="16.5" cy="10.5" r="1.6" className="mark-dim" />
    </svg>
  );
}
