package cli

import (
	"strings"
	"time"

	"alur/model"
)

// promiseColumn is the one thing besides its fields that a row may bring.
const promiseColumn = "promise"

// importPlan says where the values of a row come from.
type importPlan struct {
	// columns is the place of the column of each field, by field name.
	columns map[string]int
	// fixed are the values of every row.
	fixed model.Values
	// splits are what parts the entries of lists.
	splits map[string]string
	// promise is the place of the column with the promise, or -1.
	promise int
}

// makePlan brings the flags, the fields and the heading together. It refuses
// the whole import where a column or a needed field is missing.
func (j *importJob) makePlan(heading []string) (*importPlan, error) {
	ask := j.flow.Process.Start.Ask
	p := &importPlan{columns: map[string]int{}, promise: -1}
	var err error
	if p.fixed, err = startValues(j.sets, j.flow); err != nil {
		return nil, err
	}
	if p.splits, err = j.pairs("split", j.split); err != nil {
		return nil, err
	}
	maps, err := j.pairs("map", j.maps)
	if err != nil {
		return nil, err
	}
	for name, column := range maps {
		at := columnOf(heading, column)
		if at < 0 {
			return nil, j.noColumn(column, heading)
		}
		if name == promiseColumn && !hasField(ask, name) {
			p.promise = at
			continue
		}
		p.columns[name] = at
	}
	var missing []string
	for _, field := range ask {
		_, mapped := p.columns[field.Name]
		if mapped || !p.fixed[field.Name].Empty() {
			continue
		}
		if at := columnOf(heading, field.Name); at >= 0 {
			p.columns[field.Name] = at
		} else if !field.Optional {
			missing = append(missing, field.Name)
		}
	}
	if len(missing) > 0 {
		return nil, j.noSource(missing, heading)
	}
	return p, nil
}

// pairs reads FIELD=TEXT flags whose field has to be one the process asks.
func (j *importJob) pairs(flag string, list []string) (map[string]string, error) {
	pairs := map[string]string{}
	for _, pair := range list {
		name, text, ok := strings.Cut(pair, "=")
		if !ok || text == "" {
			return nil, misuse(model.Say{
				EN: "--%s takes FIELD=..., not %q.",
				ID: "--%s butuh ISIAN=..., bukan %q.",
			}, flag, pair)
		}
		name = strings.TrimSpace(name)
		if flag == "map" && name == promiseColumn && !hasField(j.flow.Process.Start.Ask, name) {
			pairs[name] = text
			continue
		}
		field, err := fieldNamed(j.flow.Process.Start.Ask, name, model.Say{
			EN: j.flow.Process.ID + " does not ask for %q",
			ID: j.flow.Process.ID + " tidak menanyakan %q",
		})
		if err != nil {
			return nil, err
		}
		pairs[field.Name] = text
	}
	return pairs, nil
}

func hasField(fields []model.Field, name string) bool {
	for _, f := range fields {
		if f.Name == name {
			return true
		}
	}
	return false
}

func columnOf(heading []string, name string) int {
	for i, h := range heading {
		if h == name {
			return i
		}
	}
	for i, h := range heading {
		if strings.EqualFold(h, strings.TrimSpace(name)) {
			return i
		}
	}
	return -1
}

func (j *importJob) noColumn(column string, heading []string) error {
	columns := strings.Join(heading, ", ")
	if near := nearest(column, heading); len(near) > 0 {
		return fail(model.Say{
			EN: "%s has no column %q; did you mean %s? Its columns: %s. Nothing was imported.",
			ID: "%s tidak punya kolom %q; maksudnya %s? Kolomnya: %s. Tidak ada yang diimpor.",
		}, j.file, column, strings.Join(near, ", "), columns)
	}
	return fail(model.Say{
		EN: "%s has no column %q. Its columns: %s. Nothing was imported.",
		ID: "%s tidak punya kolom %q. Kolomnya: %s. Tidak ada yang diimpor.",
	}, j.file, column, columns)
}

func (j *importJob) noSource(missing, heading []string) error {
	example := missing[0] + "=" + heading[0]
	if near := nearest(missing[0], heading); len(near) > 0 {
		example = missing[0] + "=" + near[0]
	}
	return fail(model.Say{
		EN: "%s has no column for: %s. Its columns: %s. Say which one it is, as in --map %s, or give one value with --set. Nothing was imported.",
		ID: "%s tidak punya kolom untuk: %s. Kolomnya: %s. Sebut yang mana, seperti --map %s, atau beri satu nilai dengan --set. Tidak ada yang diimpor.",
	}, j.file, strings.Join(missing, ", "), strings.Join(heading, ", "), example)
}

// values reads one row.
func (j *importJob) values(cells []string) (model.Values, error) {
	values := model.Values{}
	for name, v := range j.plan.fixed {
		values[name] = v
	}
	for _, field := range j.flow.Process.Start.Ask {
		at, ok := j.plan.columns[field.Name]
		if !ok {
			continue
		}
		raw := cells[at]
		if sep := j.plan.splits[field.Name]; sep != "" && field.Type == model.ListField {
			values[field.Name] = splitList(raw, sep)
			continue
		}
		v, err := model.ParseGiven(field, raw)
		if err != nil {
			return nil, err
		}
		if !v.Empty() || values[field.Name].Empty() {
			values[field.Name] = v
		}
	}
	return values, nil
}

func splitList(raw, sep string) model.Value {
	var v model.Value
	for _, entry := range strings.Split(raw, sep) {
		if entry = strings.TrimSpace(model.CleanText(entry)); entry != "" {
			v.Items = append(v.Items, entry)
		}
	}
	return v
}

// promised is the promise a row brings, zero for none.
func (j *importJob) promised(cells []string) (time.Time, error) {
	if j.plan.promise < 0 {
		return time.Time{}, nil
	}
	return laterTime(cells[j.plan.promise], j.store.Now(), j.cal)
}
