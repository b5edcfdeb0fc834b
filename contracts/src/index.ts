export * from "./envelope";
export * from "./errors";
export * from "./input";
export * from "./list-query";
export * from "./model/index";
export * from "./operation";
export * from "./operations/index";
export * from "./primitives";
