/** The style of all pages: one file of ours, light and dark by the system's wish. */
export const STYLE = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent); }
body { margin: 0 auto; max-width: 72rem; padding: 0 1rem 3rem; font: 1rem/1.5 system-ui, sans-serif; }
header { padding: 1rem 0; border-bottom: 1px solid var(--line); }
header a { font-weight: 700; color: inherit; text-decoration: none; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .5rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.verdict { font-size: 1.15rem; }
q { overflow-wrap: anywhere; }
small { opacity: .75; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
dd { margin: 0; }
.narrow { max-width: 26rem; }
.narrow label { display: block; }
.narrow input { width: 100%; box-sizing: border-box; }
input, textarea, select, button, .button { font: inherit; padding: .5rem .75rem; border: 1px solid GrayText; border-radius: .4rem; }
button, .button { min-height: 2.75rem; cursor: pointer; color: ButtonText; background: ButtonFace; }
.button { display: inline-block; text-decoration: none; }
.problem { border-left: .3rem solid #c0392b; padding-left: .75rem; }
.made { border-left: .3rem solid #2e7d32; padding-left: .75rem; overflow-wrap: anywhere; }
.qr { width: 14rem; } .qr svg { display: block; background: #fff; }
.codes { columns: 2; max-width: 26rem; font-size: 1.15rem; }
a:focus-visible, summary:focus-visible, input:focus-visible, button:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
`;
