// Starts `eventrules lsp` for grammar files; the server does the rest.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = function (context) {
  const settings = vscode.workspace.getConfiguration("eventrules");
  const [command, ...args] = settings.get("command");
  const watcher = vscode.workspace.createFileSystemWatcher("**/*.{rules,txt}");
  context.subscriptions.push(watcher);
  client = new LanguageClient(
    "eventrules",
    "eventrules",
    { command, args },
    {
      documentSelector: [{ language: "eventrules" }],
      initializationOptions: { scope: settings.get("scope"), grammars: settings.get("grammars") },
      synchronize: { fileEvents: watcher },
    },
  );
  return client.start();
};

exports.deactivate = function () {
  return client ? client.stop() : undefined;
};
