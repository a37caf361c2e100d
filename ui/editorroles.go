package ui

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"alur/model"
	"alur/model/procfile"
)

// withRoles adds a hint for every role of a text that nobody holds: it may be
// a slip of the pen, and its tasks would wait for the owner.
func (c lookedAt) withRoles(e *env) lookedAt {
	if c.flow == nil {
		return c
	}
	lines := strings.Split(c.text, "\n")
	c.faults = slices.Clone(c.faults)
	for _, role := range c.flow.Process.Roles() {
		if model.OwnerRole(role) || len(holderNames(e, role)) > 0 {
			continue
		}
		c.faults = append(c.faults, procfile.Fault{Line: lineOfRole(lines, role), Col: 1, Fault: model.Fault{
			Warning: true,
			What: model.Say{
				EN: "nobody holds the role %q yet, so its tasks wait for the owner",
				ID: "belum ada yang memegang peran %q, jadi tugasnya menunggu pemilik",
			},
			Args: []any{role},
		}})
	}
	slices.SortStableFunc(c.faults, func(a, b procfile.Fault) int { return cmp.Compare(a.Line, b.Line) })
	return c
}

// lineOfRole is the first line that names a role: "role: warehouse", or a step
// with "@warehouse".
func lineOfRole(lines []string, role string) int {
	word := regexp.QuoteMeta(role)
	names := regexp.MustCompile(`\brole:\s*["']?` + word + `(["',}\s]|$)|@` + word + `(["',}\]\s]|$)`)
	return max(0, slices.IndexFunc(lines, names.MatchString)) + 1
}
