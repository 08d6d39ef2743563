/** How a member is called and drawn: one of leader, elected, candidate, follower, reported, silent. */
export function look(member) {
  if (member.sight === 'silent') {
    return { kind: 'silent', name: 'No answer' };
  }
  if (member.leads) {
    return { kind: 'leader', name: 'Leader' };
  }
  if (member.sight === 'reported') {
    return { kind: 'reported', name: 'Not the leader' };
  }
  if (member.elected) {
    return { kind: 'elected', name: 'Elected' };
  }
  if (member.role === 'CANDIDATE' || member.role === 'PRE_CANDIDATE') {
    return { kind: 'candidate', name: member.role === 'CANDIDATE' ? 'Candidate' : 'Pre-candidate' };
  }
  return { kind: 'follower', name: member.follows === null ? 'Waiting' : 'Follower' };
}
