/** The public alias of the health check, where Next owns the socket. */
export { dynamic, GET, HEAD } from "../api/[...path]/route";
