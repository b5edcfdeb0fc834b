import { CopyButton } from "./CopyButton";

/** Code to copy: a command, a snippet, a file. Long lines wrap, so that nothing hides behind a scroll bar. */
export function CodeBlock({ code, label }: { readonly code: string; readonly label: string }) {
  return (
    <div className="code-block">
      <pre>
        <code>{code}</code>
      </pre>
      <CopyButton value={code} label={label} />
    </div>
  );
}
