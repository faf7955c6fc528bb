const EVERYONE = '$everyone';
const TOKENS = new Set([EVERYONE, '$admin', '$author']);
const FLAGS = {
  doc_create: 'denyDocCreate',
  doc_change: 'denyDocChange',
  doc_delete: 'denyDocDelete',
  doc_undelete: 'denyDocUndelete',
  doc_snapshot: 'denyDocSnapshot',
  doc_read: 'denyDocRead',
};

/**
 * Why the policy denies an operation, in words; undefined if it does not. Decides what can be decided by who somebody is, not by
 * what a document contains. What cannot be read denies whatever it could have denied.
 *
 * @param {import('./policy.js').TenantPolicy} policy
 * @param {string} operation `doc_read`, or an entry type
 * @param {Set<string>} who hashes of the person and of its groups. Never ask for the administrator.
 */
export function whyDenied(policy, operation, dbId, who) {
  if (policy.unreadableDefault() !== undefined) {
    return unreadable(policy.unreadableDefault());
  }
  if (policy.byDefault === undefined) {
    return undefined;
  }
  if (policy.unreadablePolicy(dbId) !== undefined) {
    return unreadable(policy.unreadablePolicy(dbId));
  }
  const flag = (name) => boolean(policy.ofDatabase(dbId)?.[name]) ?? boolean(policy.byDefault[name]);
  if (flag('disableAllAccessChecksAndPolicies') === true) {
    return undefined;
  }
  const denied = flag(FLAGS[operation]) ?? operation === 'doc_snapshot';
  return byRules(policy, operation, dbId, new Set([...who, EVERYONE]), denied);
}

function byRules(policy, operation, dbId, who, denied) {
  if (policy.unreadableRule() !== undefined) {
    return unreadable(policy.unreadableRule());
  }
  const isMeant = (rule) => rule.users.some((user) => who.has(user));
  const rules = policy.rules(operation, dbId);
  for (const rule of rules.filter(({ allows, dependsOnContent }) => !allows && !dependsOnContent)) {
    if (isMeant(rule)) {
      return `denied by rule ${rule.ruleId}`;
    }
    if (policy.unreadableGroup() !== undefined && rule.users.some((user) => !TOKENS.has(user))) {
      return `rule ${rule.ruleId} may deny it: ${unreadable(policy.unreadableGroup())}`;
    }
  }
  const allowing = rules.filter((rule) => rule.allows && isMeant(rule));
  const allowed = allowing.some((rule) => !rule.dependsOnContent) || !denied || allowing.length > 0;
  return allowed ? undefined : `denied by baseline policy for ${operation}`;
}

function unreadable(reason) {
  return `a policy cannot be read (${reason}); the administrator has to write it again`;
}

function boolean(value) {
  return typeof value === 'boolean' ? value : undefined;
}
