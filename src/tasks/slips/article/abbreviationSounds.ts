const list = (...lines: readonly string[]): ReadonlySet<string> => new Set(lines.flatMap((line) => line.split(" ")));

/** Words that are said, and written, both ways: no article before them is a slip. */
export const SAID_BOTH_WAYS =
  /^(?:herb|histori|hyster|habitual|hypothes|heredit|hotel|sql)|^(?:spas?|faqs?|sha|san|urns?|ubuntu|src|lod|li)$/;

/** Abbreviations that are said letter by letter though a reader could say them as a word, or though written small. */
export const SPELLED = list(
  "fbi fda fdic fdr fpga fps ftp fm faa hdmi hdr hid hr hsl hsv hmac hsts htm html http https lcd led lfs lhs lhd llc llm",
  "llvm lru lsb lsp ltr lts lxc mba mbr mfa mda mdm md mdx mit ml mlm mmu mp mri mri msb msi mst mvc mvp mvvm nda nfc nfl nfs",
  "nft nhs nlp npm npx npu nsp ntp nvme nsa rdf rdp rds rfc rfi rfid rgb rgba rhs rma rnn roi rpc rpg rpi rpm rsa rsi rss rtc rtl rtos",
  "rtp rvo sdi sdk sdo seo sla sli slo smb sme sms smtp snmp soa soc sos ssa ssd sse ssh ssi ssl sso ssr stl svg svm svn xhr xhtml",
  "xls xlsx xml xmpp xsd xsl xslt xsrf xss",
  "uefi ui uid uint ulid upc upn upnp uri uris url urls usb usd utc utf uuid uuids uwp ux udp uac uat ugc",
);

/** Abbreviations that are said as words. */
export const SAID_AS_WORDS = list(
  "hal lamp lan lapack laser lidar lifo lisp lua mac mips midi mime minio modem nan nas nasa nat nato nifty node nosql numa raid",
  "ram rest riff risc rom saas sass sata saml sap sata scada scsi sim simd sip soap sonar spam spec stem fat faas fema fifo fortran",
  "unesco unicef unicode unix",
);
