// Does every operation of the emulator's control plane with the AWS SDK for JavaScript, unmodified, and prints one JSON line a case:
// {"name", "ok", "detail"}. The endpoint and the credentials come from the environment, as in any program on the SDK.
import assert from "node:assert/strict";
import * as ecrSdk from "@aws-sdk/client-ecr";
import * as stsSdk from "@aws-sdk/client-sts";

const ecr = new ecrSdk.ECRClient({});
const sts = new stsSdk.STSClient({});
const send = (name, input = {}) => ecr.send(new ecrSdk[`${name}Command`](input));
const account = "123456789012";
const repositoryName = "javascript/app";
const repositoryArn = `arn:aws:ecr:us-east-1:${account}:repository/${repositoryName}`;
const untagged = (days) =>
  JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        description: "the images that a moved tag leaves behind",
        selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: days },
        action: { type: "expire" },
      },
    ],
  });
const pullPolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Sid: "pull", Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: ["ecr:BatchGetImage"] }],
});
const missing = `sha256:${"0".repeat(64)}`;

async function refused(call, name, text) {
  try {
    await call();
  } catch (error) {
    assert.equal(error.name, name);
    assert.equal(error.$metadata.httpStatusCode, 400);
    assert.match(error.$metadata.requestId, /^[0-9a-f-]{36}$/);
    if (text !== undefined) assert.equal(error.message, text);
    return;
  }
  assert.fail(`${name} was expected`);
}

const cases = {
  async CreateRepository() {
    const { repository } = await send("CreateRepository", {
      repositoryName,
      imageTagMutability: "IMMUTABLE",
      encryptionConfiguration: { encryptionType: "AES256" },
      imageScanningConfiguration: { scanOnPush: false },
      tags: [{ Key: "team", Value: "platform" }, { Key: "empty", Value: "" }],
    });
    assert.equal(repository.repositoryArn, repositoryArn);
    assert.equal(repository.registryId, account);
    assert.equal(repository.imageTagMutability, "IMMUTABLE");
    assert.ok(repository.repositoryUri.endsWith(`/${repositoryName}`));
    assert.ok(repository.createdAt instanceof Date && Math.abs(Date.now() - repository.createdAt) < 60_000);
    await refused(
      () => send("CreateRepository", { repositoryName }),
      "RepositoryAlreadyExistsException",
      `The repository with name '${repositoryName}' already exists in the registry with id '${account}'`,
    );
    await refused(() => send("CreateRepository", { repositoryName: "Bad Name" }), "InvalidParameterException");
  },
  async DescribeRepositories() {
    const { repositories } = await send("DescribeRepositories", { repositoryNames: [repositoryName], registryId: account });
    assert.deepEqual(repositories.map((repository) => repository.repositoryName), [repositoryName]);
    await refused(
      () => send("DescribeRepositories", { repositoryNames: ["javascript/none"] }),
      "RepositoryNotFoundException",
      `The repository with name 'javascript/none' does not exist in the registry with id '${account}'`,
    );
    for (let i = 0; i < 5; i++) await send("CreateRepository", { repositoryName: `javascript/page-${i}` });
    const names = [];
    for await (const page of ecrSdk.paginateDescribeRepositories({ client: ecr, pageSize: 2 }, {})) {
      assert.ok(page.repositories.length <= 2);
      names.push(...page.repositories.map((repository) => repository.repositoryName));
    }
    assert.equal(new Set(names).size, names.length);
    assert.ok(names.length >= 6 && names.includes(repositoryName));
    await refused(
      () => send("DescribeRepositories", { maxResults: 1001 }),
      "InvalidParameterException",
      "Invalid parameter at 'maxResults' failed to satisfy constraint: 'Member must have value less than or equal to 1000'",
    );
  },
  async PutImageTagMutability() {
    const answer = await send("PutImageTagMutability", {
      repositoryName,
      imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilters: [{ filterType: "WILDCARD", filter: "cache" }],
    });
    assert.deepEqual(answer.imageTagMutabilityExclusionFilters, [{ filterType: "WILDCARD", filter: "cache" }]);
    const { repositories } = await send("DescribeRepositories", { repositoryNames: [repositoryName] });
    assert.equal(repositories[0].imageTagMutability, "IMMUTABLE_WITH_EXCLUSION");
    assert.deepEqual(repositories[0].imageTagMutabilityExclusionFilters, [{ filterType: "WILDCARD", filter: "cache" }]);
    await refused(() => send("PutImageTagMutability", { repositoryName, imageTagMutability: "IMMUTABLE_WITH_EXCLUSION" }), "InvalidParameterException");
  },
  async PutImageScanningConfiguration() {
    const answer = await send("PutImageScanningConfiguration", { repositoryName, imageScanningConfiguration: { scanOnPush: true } });
    assert.equal(answer.imageScanningConfiguration.scanOnPush, true);
  },
  async PutLifecyclePolicy() {
    const answer = await send("PutLifecyclePolicy", { repositoryName, lifecyclePolicyText: untagged(3) });
    assert.deepEqual(JSON.parse(answer.lifecyclePolicyText), JSON.parse(untagged(3)));
    await refused(() => send("PutLifecyclePolicy", { repositoryName, lifecyclePolicyText: untagged(0) }), "InvalidParameterException");
  },
  async GetLifecyclePolicy() {
    const answer = await send("GetLifecyclePolicy", { repositoryName });
    assert.deepEqual(JSON.parse(answer.lifecyclePolicyText), JSON.parse(untagged(3)));
    assert.doesNotMatch(answer.lifecyclePolicyText, /\s"/);
  },
  async StartLifecyclePolicyPreview() {
    const answer = await send("StartLifecyclePolicyPreview", { repositoryName });
    assert.equal(answer.status, "IN_PROGRESS");
  },
  async GetLifecyclePolicyPreview() {
    await ecrSdk.waitUntilLifecyclePolicyPreviewComplete({ client: ecr, maxWaitTime: 20, minDelay: 1, maxDelay: 1 }, { repositoryName });
    const answer = await send("GetLifecyclePolicyPreview", { repositoryName });
    assert.equal(answer.status, "COMPLETE");
    assert.deepEqual(answer.previewResults, []);
    assert.equal(answer.summary.expiringImageTotalCount, 0);
  },
  async DeleteLifecyclePolicy() {
    await send("DeleteLifecyclePolicy", { repositoryName });
    await refused(() => send("GetLifecyclePolicy", { repositoryName }), "LifecyclePolicyNotFoundException");
  },
  async SetRepositoryPolicy() {
    const answer = await send("SetRepositoryPolicy", { repositoryName, policyText: pullPolicy });
    assert.match(answer.policyText, /\n {2}"Version" : "2012-10-17"/);
  },
  async GetRepositoryPolicy() {
    const answer = await send("GetRepositoryPolicy", { repositoryName });
    assert.equal(JSON.parse(answer.policyText).Statement[0].Sid, "pull");
  },
  async DeleteRepositoryPolicy() {
    await send("DeleteRepositoryPolicy", { repositoryName });
    await refused(() => send("GetRepositoryPolicy", { repositoryName }), "RepositoryPolicyNotFoundException");
  },
  async GetAuthorizationToken() {
    const { authorizationData } = await send("GetAuthorizationToken");
    const [user] = Buffer.from(authorizationData[0].authorizationToken, "base64").toString().split(":", 1);
    assert.equal(user, "AWS");
    assert.ok(Math.abs(authorizationData[0].expiresAt - Date.now() - 12 * 3_600_000) < 120_000);
  },
  async ListTagsForResource() {
    const { tags } = await send("ListTagsForResource", { resourceArn: repositoryArn });
    assert.deepEqual(Object.fromEntries(tags.map((tag) => [tag.Key, tag.Value])), { team: "platform", empty: "" });
  },
  async TagResource() {
    await send("TagResource", { resourceArn: repositoryArn, tags: [{ Key: "team", Value: "deploy" }] });
    const { tags } = await send("ListTagsForResource", { resourceArn: repositoryArn });
    assert.equal(tags.find((tag) => tag.Key === "team").Value, "deploy");
  },
  async UntagResource() {
    await send("UntagResource", { resourceArn: repositoryArn, tagKeys: ["team", "never-there"] });
    const { tags } = await send("ListTagsForResource", { resourceArn: repositoryArn });
    assert.deepEqual(tags.map((tag) => tag.Key), ["empty"]);
  },
  async DescribeImages() {
    assert.deepEqual((await send("DescribeImages", { repositoryName })).imageDetails, []);
    await refused(() => send("DescribeImages", { repositoryName, imageIds: [{ imageTag: "none" }] }), "ImageNotFoundException");
  },
  async ListImages() {
    assert.deepEqual((await send("ListImages", { repositoryName, filter: { tagStatus: "TAGGED" } })).imageIds, []);
  },
  async BatchGetImage() {
    const answer = await send("BatchGetImage", { repositoryName, imageIds: [{ imageDigest: missing }] });
    assert.deepEqual(answer.images, []);
    assert.equal(answer.failures[0].failureCode, "ImageNotFound");
    assert.equal(answer.failures[0].failureReason, "Requested image not found");
  },
  async BatchDeleteImage() {
    const answer = await send("BatchDeleteImage", { repositoryName, imageIds: [{ imageTag: "none" }, {}] });
    assert.deepEqual(answer.failures.map((failure) => failure.failureCode).sort(), ["ImageNotFound", "MissingDigestAndTag"]);
  },
  async DeleteRepository() {
    await send("DeleteRepository", { repositoryName, force: true });
    await refused(() => send("DeleteRepository", { repositoryName }), "RepositoryNotFoundException");
  },
  async GetCallerIdentity() {
    const answer = await sts.send(new stsSdk.GetCallerIdentityCommand({}));
    assert.equal(answer.Account, account);
    assert.match(answer.Arn, /^arn:aws:/);
  },
  async AssumeRole() {
    const RoleArn = "arn:aws:iam::210987654321:role/deployer";
    const answer = await sts.send(new stsSdk.AssumeRoleCommand({ RoleArn, RoleSessionName: "javascript", ExternalId: "customer-42", DurationSeconds: 900 }));
    assert.match(answer.Credentials.AccessKeyId, /^ASIA/);
    assert.equal(answer.AssumedRoleUser.Arn, "arn:aws:sts::210987654321:assumed-role/deployer/javascript");
    const { accessKeyId, secretAccessKey, sessionToken } = {
      accessKeyId: answer.Credentials.AccessKeyId,
      secretAccessKey: answer.Credentials.SecretAccessKey,
      sessionToken: answer.Credentials.SessionToken,
    };
    const other = new ecrSdk.ECRClient({ credentials: { accessKeyId, secretAccessKey, sessionToken } });
    const { repository } = await other.send(new ecrSdk.CreateRepositoryCommand({ repositoryName }));
    assert.equal(repository.registryId, "210987654321");
  },
};

for (const [name, run] of Object.entries(cases)) {
  try {
    await run();
    console.log(JSON.stringify({ name, ok: true, detail: "" }));
  } catch (error) {
    console.log(JSON.stringify({ name, ok: false, detail: String(error?.stack ?? error) }));
  }
}
