/** The site's mark: as SVG for browsers, and as PNG for cards of shared links and for feed readers, which take no SVG. */
/** Three lines folded into one. */
export const FOLD = 'M29 6H18c-5 0-5 10-10 10H3M29 16H3M29 26H18c-5 0-5-10-10-10';

export function iconSvg(accent = '#0a7a75'): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 36 36" fill="none" stroke="${accent}" stroke-width="3.4" stroke-linecap="round"><path d="${FOLD}"/></svg>`;
}

/** 512 × 512 pixels. */
export const ICON_PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAgAAAAIABAMAAAAGVsnJAAAAMFBMVEX7+fTr7urb5N/L2dW7z8qrxMCbubWLr6t6pKBqmpZaj4tKhIE6enYqb2' +
  'waZWEKWlcOUg6nAAAGd0lEQVR42u3dv4ucRRzH8Wd/3e2POwkJVuJ5gljmUlgJR0SjBItstI2QGBCChauNYiFrmSDmUl53KRQkYFbbhHCpJGCx' +
  'ahq7QyyiIBz+NrnbG1Gwmwdkd2ae+e7n/foP5svzzI/vzHynKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' +
  'AAAAAUxZELl67dnN6NzfOmm3/ylpvZnUNmm//wdRfCPavtP+MCuWuy+fXLodrvDp4x2P7GtgvnD/H2O3davP3uV2sB2ArbfrdvrP3rLjRb/8Bi' +
  '8Pa7r0wNgOPwATA1DpwK3363Z6j9LReDoQXBMEoA7PSCnSjtd+9baX9tO04ArlgJwFKc9rvPrAQg0gfgbhtpfzdS+91VIwHYiBUAI33AQqz2uz' +
  'dtBOBstADYSAo1o7X/wMYHcDRaAB7YCMA4WgB+0x4DrUwDBvECcMxEImQ3WvvvSy8DzPwBw3iD4KqJPyDeB/C9+B8wWRX/Az4vtP+Aj7RTQT++' +
  'ZCQTUD4L+umTi1N7+1kzydCyWdDey4WEsmz4t6sa7S+O+9v/V6FiPD+ne6bSsjyCh7BiOY8Twobt/axI08D7Oh9AV/wD8A+CQh+AfxC8rdP+lt' +
  '00ThjLdlP5EVeCQl1g4VsJTg7ptH9R/Q9YMX2oJ9Y8WGgMqPna/6fQB9ARnwUVa2a3cwMZia8DvEvh74QC0DV8qi3aUngi1H7v6eDfhdrfUB8E' +
  'e+qD4HHtdLi/C/hFqP1N9VzIkvE7bjPrS28JlyTElebBLfV58LLdyw1hDOaj4sf0dqzf9Z+RNyF+TigAK+pL4Q3xLqDmxLuAzlwUPQq8FCYbpj' +
  '4PVsqGLat3AcM5qPoVfBBUOhfRVe8C+nYLHcRbCe4Jtb89F6UfA08DzVS7CWEsfjSqrX5A3PsH/Cw0C9oxXfQu0izoQGhPbOC0s2EtJ54N6zvt' +
  'pXBzLgpgB/8AdA6GLDjte4IllWN1BsH1uXkHYjpPGy/8OqtXTFd8+z8OP3Wi1PPvflpaAP5EBM89nrz59Q9dVlJXYWmOXWb2k+ZZ6yOXnQcpv4' +
  'GBy1DC/daOy1K6PMsozwAkO37fdk77EzibawAS9QK13VwDkGid1XHZSrPSXss3AGlyLVv5BiDNltNuvgFIcgS/4TKWYq29kHMAzilPg1JNhTo5' +
  'ByDFOLiUcwBSJBx7OQcgRVmibs4BuEonGN9izgFIcRmzmXMAkmw6qE+FWQzJL4flEyL1fAOQaG9kkGv7Ux09kE+Ly2+M5PoJJDx9pb45WtS3M/' +
  'wBkh6RUD8gURS113dyav7k4wpOHz5RfmjphQ9Kw7Mf45BUhi9t1d8ri4DMnckXSwKgc1vglD8AOtW0ayXvauncGFqsfMJWNf9ZGqGLw/47U0rV' +
  'I/yfwGn1T0CpiNRAeyDk6mxJ+QClgsJr1aXv87BQbfIu13/gmPo/oPS+lPwLY95/QGk27C+jolRNr6M+G/ber1CqqOldD0jVVJUvqdlU7wS8u+' +
  'lSncCaeifQVu8EvAOhVCcwrPBAU7YDoVQnsFDV/aZsqD+y4t0gkeoElio72p7zbFjpqS3vIxNKj61500JSz+311HfIGuo7ZPKPrvLsrvzDyw31' +
  'HTL556Z4cKynPhv2dgJSs+FRZXd9M+4EpAZC+Se36upnJv11B4ReHCoeU58MttWPS3l3yKSyIsOqSh/l4iEnviDy7pAdKI0DY/W5UN+Jrwd66v' +
  'cI/fVYlTZItpx4WmSl0vI/GeA2sb+wxEQnL9JXrylQVpH1C5UAlFai+0FlRjwsrYb55ebFqb3zmpn4Lceqo/Sq6clgiHqqb5meDIaIgJGjp49G' +
  'K6e1ZyO7FrEu813xf8BKcineP+C+1h4HzCSXhsZrq0dKjAVhY6OtFq8WpZGNtqNzUFk406mAlUsY8V5sNFKvM95rXVYSzBvmy6vPKNobDWY220' +
  'fSE4GIkyE7R44ifQJ2tlja2p1gtCcKDJVlaEZ5sMrSmbP1GGlBQ+0vahH6QVsb7a3wP4GxmgSPKPeB/3oj9P6YsfYXtcApcntl2+sj6T/gnxz5' +
  'tuwY8N83cDlcPszo8y1nQgXgm8KoJ68Haf89w1cvTt6avf13bF89OXLh0rWb07uxeb4AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' +
  'AAAAAAAAAAAAAAAAAAAAAAbPobFEpYDJ3jjBgAAAAASUVORK5CYII=';

/** 144 × 144 pixels: RSS allows an image no wider. */
export const SMALL_ICON_PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAJAAAACQBAMAAAAVaP+LAAAAMFBMVEX7+fTr7urb5N/L2dW7z8qrxMCbubWLr6t6pKBqmpZaj4tKhIE6enYqb2' +
  'waZWEKWlcOUg6nAAABqElEQVR42u2YQS4EQRSGqxlDmEmsrBA7O7Fk5QguIDE3IJY2EhcgcQBuMI5gY6vdoOMEvRgtxEw/UdWJhKpWr95vYvG+' +
  '/XxTb7rfq3+eMYqiKIqiKIryn5k5faBv1PcJnm5OHo7Znk7h89CI68mGXg+9c0VbFIB7oAIk6oU8Y6boIiSqmI8s5OE+/rWAZnLFrOza/R4n4u' +
  'Zw338p7rIl63mVt+uhFd3IRfZtnCyLPV17oGf5gfqoys6sSF6ZKUHPbN4e6EkuWk+cqf7OrwGXhz3Qi1y0aEWPctGeFQ1Q/YGqrJKL3Ey7A40i' +
  '2pZ6dmx70Fvq5w9KiuK3NLJA0bR3zn68qD2N5PGi9jRCDKYjYpQ2jrjHoqim8/jNbhGniU8jmznq2ndThDZQY+QWdSTAxZ+VKeE13MEDVG2A6w' +
  'h2QTZXNiDVwEIELNZkqKBljlDRrw/K/U08HgFqQwWSZvQCauvJAsAXs4TK/m661eegLuGnkR/Mof4cm2FaGmEsELi7kSwHrTTMKkrUvAHi3Ygx' +
  'nRKxG/lkBbQa8y7r2LsRRVEURVEURfkzPgBnbnM+zAwfhwAAAABJRU5ErkJggg==';
