package findings

// Unread are the fields that the newest version of a process asks for and goes
// by nowhere; see model.Process.UnreadFields. Each costs time to fill in.
type Unread struct {
	Process string   `json:"process"`
	Fields  []string `json:"fields"`
}

// unread lists them for the processes of the log, in its order.
func (r *reviewing) unread() {
	r.f.Unread = []Unread{}
	if r.Shop == nil || r.Shop.Unread == nil {
		return
	}
	seen := map[string]bool{}
	for _, s := range r.Log.Steps {
		if seen[s.Process] {
			continue
		}
		seen[s.Process] = true
		if fields := r.Shop.Unread(s.Process); len(fields) > 0 {
			r.f.Unread = append(r.f.Unread, Unread{Process: s.Process, Fields: fields})
		}
	}
}
