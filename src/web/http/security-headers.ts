/** Headers that forbid script, framing and type sniffing, on every response that shows something. */
import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

const setHeaders = secureHeaders({
  // Pages need no script, so none is allowed. Images belong to the outlets and come from any host over https. Where outlets may
  // stand on loopback addresses, in development, so may their images.
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", (c) => (c.env.ALLOW_LOOPBACK === '1' ? 'https: http://127.0.0.1:*' : 'https:')],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'strict-origin-when-cross-origin',
  // Other sites may show our icon and read our feeds, and whether subdomains speak https is for the operator to say.
  crossOriginResourcePolicy: false,
  strictTransportSecurity: false,
  // The policy above covers these, or only browsers that nobody uses any more read them.
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xFrameOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
  removePoweredBy: false,
});

/** Skips 304, because the cached response already carries these headers. */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  if (c.res.status === 304) return;
  const stricter = c.res.headers.get('Referrer-Policy');
  await setHeaders(c, async () => {});
  if (stricter !== null) c.header('Referrer-Policy', stricter);
};
