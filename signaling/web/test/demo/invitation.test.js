import { equal, ok, rejects, test } from '../harness.js';
import { invitationLink, readInvitation } from '../../demo/invitation.js';
import { UntrustedAdminError, trustAdmin } from '../../demo/trusted-admin.js';
import { capacityOf } from '../../qr/capacity.js';

const PAGE = 'https://sync.example.org/demo/?utm=1#t=old';
const KEY = 'LNOyjbpe2BsUyO3gAdb7Zb-XsiDW7eVGYi1jWou9ujw';
const INVITATION = { tenantId: 'acme', dbId: 'demo', room: 'db:demo', inviter: KEY, admin: KEY.replace('L', 'M') };

class FakeStorage extends Map {
  getItem(key) {
    return this.get(key) ?? null;
  }

  setItem(key, value) {
    this.set(key, value);
  }
}

test('an invitation comes back from its link, and no server sees it', () => {
  const link = new URL(invitationLink(PAGE, INVITATION));
  equal(link.origin + link.pathname + link.search, 'https://sync.example.org/demo/');
  equal(readInvitation(link.hash), INVITATION);
});

test('the longest names fit into a code', () => {
  const longest = { ...INVITATION, tenantId: 'a'.repeat(64), dbId: 'B'.repeat(64), room: 'c:'.repeat(40) };
  const link = invitationLink(`https://${'h'.repeat(60)}.example.org/demo/`, longest);
  ok(link.length <= capacityOf(20), `${link.length} bytes`);
  equal(readInvitation(new URL(link).hash), longest);
});

test('without a fragment, or with one of something else, there is no invitation', () => {
  equal(['', '#', '#sign-in'].map(readInvitation), [undefined, undefined, undefined]);
});

test('an invitation that lost a part, or has a wrong one, is damaged', async () => {
  const members = new URLSearchParams(new URL(invitationLink(PAGE, INVITATION)).hash.slice(1));
  for (const key of members.keys()) {
    const less = new URLSearchParams(members);
    less.delete(key);
    await rejects(() => readInvitation(`#${less}`), /damaged/);
    const wrong = new URLSearchParams(members);
    wrong.set(key, '<script>');
    await rejects(() => readInvitation(`#${wrong}`), /damaged/);
  }
});

test('the administrator of a tenant is kept, and another one refused', async () => {
  const storage = new FakeStorage();
  const tenant = { tenantId: 'acme', admin: KEY };
  equal(trustAdmin(tenant, storage), 'first');
  equal(trustAdmin(tenant, storage), 'known');
  equal(trustAdmin({ ...tenant, invited: KEY }, storage), 'invitation');
  const another = { tenantId: 'acme', admin: INVITATION.admin };
  ok((await rejects(() => trustAdmin(another, storage), /than it did before/)) instanceof UntrustedAdminError);
  await rejects(() => trustAdmin({ ...another, invited: INVITATION.admin }, storage), /than it did before/);
  equal(trustAdmin({ ...another, tenantId: 'other' }, storage), 'first');
});

test('an invitation wins over a server that nobody has seen before', async () => {
  const storage = new FakeStorage();
  await rejects(() => trustAdmin({ tenantId: 'acme', admin: KEY, invited: INVITATION.admin }, storage), /than your invitation/);
  equal(storage.size, 0);
});
