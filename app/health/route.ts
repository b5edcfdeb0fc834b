/** The public alias of the health check, where Next owns the socket. */
export { GET, HEAD } from "../api/[...path]/route";
// Next reads this from the file's text, so it cannot be re-exported.
export const dynamic = "force-dynamic";
