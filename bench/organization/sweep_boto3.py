"""The sweep as a script of boto3 does it: one session for each account, its regions one after the
other. Accounts are shared by a pool of processes or of threads, of the size that Python chooses."""

import json
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import boto3

ORDER = json.loads(os.environ.get("RUN_ORDER", "{}"))
ENDPOINT = ORDER.get("endpoint")
KEYS = {"aws_access_key_id": "AKIA121212121212", "aws_secret_access_key": "secret"}


def sweep_account(account):
    sts = boto3.session.Session().client(
        "sts", endpoint_url=ENDPOINT, region_name="us-east-1", **KEYS
    )
    said = sts.assume_role(
        RoleArn=f"arn:aws:iam::{account}:role/AwsCoworkerReader", RoleSessionName="bench"
    )["Credentials"]
    session = boto3.session.Session(
        aws_access_key_id=said["AccessKeyId"],
        aws_secret_access_key=said["SecretAccessKey"],
        aws_session_token=said["SessionToken"],
    )
    found = 0
    for region in ORDER["regions"]:
        ec2 = session.client("ec2", endpoint_url=ENDPOINT, region_name=region)
        for page in ec2.get_paginator("describe_instances").paginate():
            found += sum(len(one["Instances"]) for one in page["Reservations"])
    return found


def main():
    pool = {"processes": ProcessPoolExecutor, "threads": ThreadPoolExecutor}[sys.argv[1]]
    started = time.perf_counter()
    with pool() as executor:
        found = sum(executor.map(sweep_account, ORDER["accounts"]))
    ms = (time.perf_counter() - started) * 1000
    print(json.dumps({"ms": ms, "cpuMs": 0, "found": found, "peakMb": 0}))


if __name__ == "__main__":
    main()
