export declare const WEB_BUNDLES: readonly { readonly entry: string; readonly out: string }[];
export declare const WEB_OPTIONS: {
  platform: "browser";
  format: "cjs";
  target: string[];
  conditions: string[];
  external: string[];
  alias: Record<string, string>;
  define: Record<string, string>;
};
