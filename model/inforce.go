package model

import (
	"encoding/binary"
	"hash/fnv"
	"slices"
)

// The versions of a process stand in the order in which they were published.
// A case begins with the newest one that covers its division. Where that is on
// trial, only a share of the cases does; the others go on by what is in force.
// A newer version ends a trial, also another trial: at any time one version is
// compared with one.

// Current are the publications that count: the last one for the whole shop,
// and what came after it. A version that was rolled out is in it once.
func (h *ProcessHead) Current() []Published {
	for i, v := range slices.Backward(h.Versions) {
		if v.Share == 0 && len(v.Divisions) == 0 {
			return h.Versions[i:]
		}
	}
	return h.Versions
}

// InForce is the newest version published for a division, or for all, by
// which every case may begin; 0 for none. A version on trial is not it.
func (h *ProcessHead) InForce(division string) int {
	for _, v := range slices.Backward(h.Versions) {
		if v.Share == 0 && v.covers(division) {
			return v.Version
		}
	}
	return 0
}

// Pilot is the version that a share of the new cases of a division begins
// with; false for none.
func (h *ProcessHead) Pilot(division string) (Published, bool) {
	for _, v := range slices.Backward(h.Versions) {
		if v.covers(division) {
			return v, v.Share > 0
		}
	}
	return Published{}, false
}

// VersionFor is the version that a case of a division begins with by its
// number. Whether it is one of the share on trial is drawn from the number, so
// that the same number falls the same way wherever it is asked, and nobody can
// choose: neither the weekday nor who starts it has a say.
func (h *ProcessHead) VersionFor(division string, number int) int {
	if pilot, on := h.Pilot(division); on && draw(h.ID, pilot.Version, number) < pilot.Share {
		return pilot.Version
	}
	return h.InForce(division)
}

// covers reports whether cases of a division begin with the version.
func (p Published) covers(division string) bool {
	return len(p.Divisions) == 0 || slices.Contains(p.Divisions, division)
}

// draw is a number from 0 to 99 for a case and a version on trial, the same
// each time and evenly spread over the numbers of cases.
func draw(process string, version, number int) int {
	sum := fnv.New64a()
	sum.Write([]byte(process))
	sum.Write(binary.BigEndian.AppendUint64(nil, uint64(version))) //nolint:gosec // The bits.
	sum.Write(binary.BigEndian.AppendUint64(nil, uint64(number)))  //nolint:gosec // The bits.
	// The last bytes stir only the low bits; this mixes them all (the
	// finalizer of MurmurHash3, Austin Appleby).
	x := sum.Sum64()
	x = (x ^ x>>33) * 0xff51afd7ed558ccd
	x = (x ^ x>>33) * 0xc4ceb9fe1a85ec53
	x ^= x >> 33
	return int(x % 100) //nolint:gosec // Below 100.
}

// VersionsInForce are the versions of a process by which new cases begin: the
// one of the whole shop first, with no division, then those that divisions
// have beside it, and those on trial, with the names of the divisions.
func (s *Shop) VersionsInForce(h *ProcessHead) []Published {
	var all []Published
	whole := h.InForce("")
	if whole > 0 {
		all = append(all, Published{Version: whole})
	}
	add := func(v, share int, division string) {
		at := slices.IndexFunc(all, func(p Published) bool { return p.Version == v && p.Share == share })
		if at < 0 {
			at, all = len(all), append(all, Published{Version: v, Share: share})
		}
		if division != "" {
			all[at].Divisions = append(all[at].Divisions, s.DivisionName(division))
		}
	}
	ids := s.DivisionIDs()
	for _, id := range ids {
		if version := h.InForce(id); version != whole && version != 0 {
			add(version, 0, id)
		}
	}
	usual, everywhere := h.Pilot("")
	if everywhere {
		add(usual.Version, usual.Share, "")
	}
	for _, id := range ids {
		if pilot, ok := h.Pilot(id); ok && (!everywhere || pilot.Version != usual.Version) {
			add(pilot.Version, pilot.Share, id)
		}
	}
	return all
}
