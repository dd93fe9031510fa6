#!/usr/bin/env python3
"""Writes src/teststate/result_shapes.def: what AWS services answer, as compact tables.

usage: script/make_result_shapes.py MODELS [NEWER_MODELS] > src/teststate/result_shapes.def

MODELS is botocore's data folder (Debian: apt-get download python3-botocore, dpkg -x, usr/lib/python3/dist-packages/botocore/data).
Types, required members and limits come from it. NEWER_MODELS only adds values to enumerations, so that a value that is younger than
MODELS is not refused.
"""

import glob
import gzip
import json
import os
import re
import sys

# Service as a Resource names it -> folder of the model, and the actions (None: all of them).
SERVICES = {
    "athena": ("athena", "startQueryExecution stopQueryExecution getQueryExecution getQueryResults"),
    "batch": ("batch", "submitJob"),
    "codebuild": ("codebuild", "startBuild stopBuild batchDeleteBuilds batchGetReports startBuildBatch stopBuildBatch retryBuildBatch deleteBuildBatch"),
    "databrew": ("databrew", "startJobRun"),
    "dynamodb": ("dynamodb", None),
    "ecs": ("ecs", "runTask"),
    "eks": ("eks", "createCluster deleteCluster createFargateProfile deleteFargateProfile createNodegroup deleteNodegroup"),
    "emr-containers": ("emr-containers", "createVirtualCluster deleteVirtualCluster startJobRun"),
    "emr-serverless": ("emr-serverless", "createApplication startApplication stopApplication deleteApplication startJobRun cancelJobRun"),
    "events": ("events", "putEvents"),
    "glue": ("glue", "startJobRun"),
    "kms": ("kms", None),
    "lambda": ("lambda", None),
    "mediaconvert": ("mediaconvert", "createJob"),
    "s3": ("s3", None),
    "sagemaker": ("sagemaker", "createEndpoint createEndpointConfig createHyperParameterTuningJob createLabelingJob createModel createProcessingJob "
                  "createTrainingJob createTransformJob updateEndpoint"),
    "sfn": ("stepfunctions", None),
    "sns": ("sns", None),
    "sqs": ("sqs", None),
}
# No schema below these: their content is the caller's own.
FREE = {("lambda", "Invoke", "Payload")}
KINDS = {"structure": "Structure", "list": "List", "map": "Map", "boolean": "Boolean", "integer": "Number", "long": "Number", "float": "Number",
         "double": "Number", "string": "String", "timestamp": "String", "blob": "String"}


def model_of(data, name):
    found = sorted(glob.glob(os.path.join(data, name, "*", "service-2.json*")))
    if not found:
        return None
    with (gzip.open(found[-1]) if found[-1].endswith(".gz") else open(found[-1], "rb")) as file:
        return json.load(file)


def lower_first(name):
    return name[:1].lower() + name[1:]


def upper_first(name):
    return name[:1].upper() + name[1:]


class Tables:
    def __init__(self):
        self.shapes, self.members, self.values, self.operations = [], [], [], []
        self.known = {}

    def add(self, key, line):
        if key not in self.known:
            self.known[key] = len(self.shapes)
            self.shapes.append(line)
        return self.known[key]

    def any(self):
        return self.add("any", "SHAPE(Any, 0, 0, 0, 0)")

    def run_of(self, values):
        """Index of `values` as neighbours in the list of all enumeration values."""
        for at in range(len(self.values) - len(values) + 1):
            if self.values[at:at + len(values)] == values:
                return at
        self.values += values
        return len(self.values) - len(values)

    def scalar(self, shape, enums):
        kind = KINDS[shape["type"]]
        if enums:
            return self.add(("enum", tuple(enums)), "SHAPE(Enum, %d, %d, 0, 0)" % (self.run_of(enums), len(enums)))
        low, high = shape.get("min"), shape.get("max")
        if kind == "String":
            high = None
        if kind == "Boolean" or (low in (None, 0) and kind == "String"):
            low = high = None
        bounds = "%s, %s" % ("kNone" if low is None else low, "kNone" if high is None else high)
        return self.add((kind, bounds), "SHAPE(%s, 0, 0, %s)" % (kind, bounds))


class Service:
    def __init__(self, tables, model, newer):
        self.tables, self.shapes, self.newer = tables, model["shapes"], newer["shapes"] if newer else {}
        self.numbers = {}

    def enums(self, name):
        values = list(self.shapes[name].get("enum", []))
        if values:
            values += [v for v in self.newer.get(name, {}).get("enum", []) if v not in values]
        return values

    def number(self, name, free=()):
        if name in self.numbers:
            return self.numbers[name]
        shape = self.shapes[name]
        kind = shape["type"]
        if kind == "structure":
            return self.structure(name, shape, free)
        if kind in ("list", "map"):
            element = self.number(shape["member" if kind == "list" else "value"]["shape"])
            return self.tables.add((kind, element), "SHAPE(%s, %d, 0, 0, 0)" % (KINDS[kind], element))
        return self.tables.scalar(shape, self.enums(name))

    def structure(self, name, shape, free):
        if shape.get("document") or not shape.get("members"):
            self.numbers[name] = self.tables.add(("structure", ()), "SHAPE(Structure, 0, 0, 0, 0)")
            return self.numbers[name]
        number = self.numbers[name] = len(self.tables.shapes)
        self.tables.shapes.append(None)  # its number is needed below already: shapes may be recursive
        required = shape.get("required", [])
        order = required + [m for m in shape["members"] if m not in required]
        rows = []
        for member in order:
            number_of = self.tables.any() if member in free else self.number(shape["members"][member]["shape"])
            rows.append('MEMBER("%s", %d, %s)' % (upper_first(member), number_of, "true" if member in required else "false"))
        self.tables.shapes[number] = "SHAPE(Structure, %d, %d, 0, 0)" % (len(self.tables.members), len(rows))
        self.tables.members += rows
        return number


def add_service(tables, name, folder, actions, data, newer):
    model = model_of(data, folder)
    service = Service(tables, model, model_of(newer, folder) if newer else None)
    for operation in sorted(model["operations"]):
        action = lower_first(operation)
        if actions is not None and action not in actions.split():
            continue
        output = model["operations"][operation].get("output", {}).get("shape")
        free = [member for s, o, member in FREE if (s, o) == (name, operation)]
        number = service.number(output, free) if output else tables.add(("structure", ()), "SHAPE(Structure, 0, 0, 0, 0)")
        tables.operations.append('OPERATION("%s", "%s", %d)' % (name, action, number))


def packed(rows):
    """Several rows a line."""
    out = line = ""
    for row in rows:
        if len(line) + len(row) > 138:
            out += line.rstrip() + "\n"
            line = ""
        line += row + " "
    return out + line.rstrip() + "\n"


def section(name, rows):
    return "#ifdef %s\n%s#undef %s\n#endif\n" % (name, packed(rows), name)


def main():
    data, newer = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    tables = Tables()
    for name, (folder, actions) in sorted(SERVICES.items()):
        add_service(tables, name, folder, actions, data, newer)
    print("// What AWS services answer. Made by script/make_result_shapes.py from botocore's API models: do not edit.\n"
          "// OPERATION(service, action, shape), SHAPE(kind, first, count, min, max), MEMBER(name, shape, required), VALUE(text).")
    # clang-format would put one row on a line
    print("// clang-format off")
    print(section("OPERATION", tables.operations) + section("SHAPE", tables.shapes) + section("MEMBER", tables.members) +
          section("VALUE", ['VALUE("%s")' % v for v in tables.values]), end="")


main()
