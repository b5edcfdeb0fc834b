import { getContainer } from "../../../server/container";
import { toRouteHandler } from "../../../server/transports/http/route-handler";

/** The API where Next owns the socket (`next dev`, `next start`): the same Fastify instance, without a port. */
export const dynamic = "force-dynamic";

async function handle(request: Request): Promise<Response> {
  const { api, addressHeader } = await getContainer();
  return toRouteHandler(api, { addressHeader })(request);
}

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
