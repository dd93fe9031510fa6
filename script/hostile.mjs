// Names that some format could take for its own syntax, and machines that carry a text everywhere a definition can.

export const HOSTILE_NAMES = [
  `a "quoted" 'name'`, "back\\slash \\n \\", "two\nlines\r\nand\ttabs", "</script><img src=x onerror=alert(1)>", "<b>bold</b> &lt; &amp; & <", "end", "subgraph x", "graph", "click n0 href javascript:alert(1)",
  "%%{init: {}}%%", "%% comment", "100 % {{x}} ((y)) [z] |p|", "1. list", "- dash", "# heading", "*bold* _it_ `code`", "style n0 fill:#f00", "n0 --> n1", "-->", "]]>", "<!-- c -->", "digraph { a -> b }",
  "\u{1F680} emoji \u{1F468}\u200d\u{1F469}\u200d\u{1F467}", "שלום עולם مرحبا", "\u202Eright to left\u202C", "日本語の名前", "é combining e\u0301", "\uFFFE\uFFFF\u0085\u2028", "constructor", "__proto__", "toString", "#quot; #35;", "$.a{% x %}", "o".repeat(80),
  "\u{1F600}".repeat(40), "ab ".repeat(26) + "z", ";", "\"", "\\", "<", "fa:fa-ban B", "$$x^2$$",
];

/// A machine of which every text that is shown holds the given one.
export function machine_of(name) {
  const other = (name + "+").slice(-80), last = ("!" + name).slice(0, 79);
  return {
    Comment: name, StartAt: name,
    States: {
      [name]: { Type: "Choice", Choices: [{ Variable: "$.a", StringEquals: name, Next: other }], Default: last },
      [other]: { Type: "Task", Comment: name, Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: name, Payload: { [name]: name } }, Retry: [{ ErrorEquals: [name], MaxAttempts: 1 }], Catch: [{ ErrorEquals: [name], Next: last }], Next: last },
      [last]: { Type: "Fail", Error: name, Cause: name },
    },
  };
}
