/** What we use of yauzl 3, which comes without types. */
declare module 'yauzl' {
  import type { Readable } from 'node:stream';

  export interface Entry {
    readonly generalPurposeBitFlag: number;
    readonly compressionMethod: number;
    readonly compressedSize: number;
    readonly uncompressedSize: number;
    /** Decoded, unless `decodeStrings` is false. */
    readonly fileName: string;
    readonly fileNameRaw: Buffer;
    readonly fileCommentRaw: Buffer;
    readonly extraFields: readonly { readonly id: number; readonly data: Buffer }[];
    isEncrypted(): boolean;
    canDecodeFileData(): boolean;
  }

  export interface ZipFile {
    readonly comment: Buffer | string;
    readonly entryCount: number;
    eachEntry(): AsyncIterable<Entry>;
    openReadStreamPromise(entry: Entry): Promise<Readable>;
  }

  export interface Options {
    readonly lazyEntries?: boolean;
    readonly decodeStrings?: boolean;
    readonly validateEntrySizes?: boolean;
  }

  export function fromBufferPromise(buffer: Buffer, options?: Options): Promise<ZipFile>;
  export function getFileNameLowLevel(
    generalPurposeBitFlag: number,
    fileNameBuffer: Buffer,
    extraFields: readonly { readonly id: number; readonly data: Buffer }[],
    strictFileNames: boolean,
  ): string;
}
