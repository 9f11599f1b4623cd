/** What only the operator's pages need of style, in a sheet of its own: each byte of the other is every reader's. */
export const OPERATOR_STYLE = `
.operate h1{margin-block-start:1rem}
.operate form{display:flex;flex-wrap:wrap;gap:.8rem 1rem;align-items:end;margin-block:.6rem}
.operate label{display:grid;font-size:var(--s-1);color:var(--soft);max-inline-size:100%}
.operate input:not([type=checkbox],[type=radio]){inline-size:20rem}
.operate input[type=checkbox],.operate input[type=radio]{inline-size:1.25rem;block-size:1.25rem;flex:none;margin-block-start:.3rem}
.operate .field{display:grid;max-inline-size:min(100%,26rem);font-size:var(--s-1);color:var(--soft)}
/* The hint stands between the label and its field, so that fields and buttons of a row stand on one line. */
.operate .field label{display:contents}
.operate .field input{order:1}
.operate .check{display:flex;gap:.6rem;align-items:flex-start;color:var(--ink);font-size:1rem}
.operate .sum dd{font-size:1.125rem}
.operate .outlets h2{font-size:1.125rem;font-family:var(--body)}
.operate .outlets>li>div:first-child:not(.acts){display:flex;flex-wrap:wrap;gap:0 1rem;align-items:center}
.operate .outlets h2{margin-inline-end:auto}
.operate .outlets form,.operate .acts form,.bar form{margin:0}
.operate .outlets .meta{flex-basis:100%}
.operate .button{font-size:var(--s-1)}
.lines li+li{margin-block-start:.3rem}
.acts{display:flex;flex-wrap:wrap;gap:.4rem .8rem;align-items:center}
meter{inline-size:9rem;max-inline-size:100%}
`;
