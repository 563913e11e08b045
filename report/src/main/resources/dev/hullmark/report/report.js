
(function () {
  "use strict";
  var table = document.getElementById("rows");
  if (!table) { return; }
  var body = table.tBodies[0];
  var rows = Array.prototype.slice.call(body.rows);
  var get = function (id) { return document.getElementById(id); };
  var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
  function filter() {
    var words = get("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    var least = Number(get("least").value);
    var shown = 0;
    rows.forEach(function (row, i) {
      var seen = Number(row.dataset.s) <= least
        && (!get("fixable").checked || row.dataset.f === "1")
        && (!get("exploited").checked || row.dataset.k === "1")
        && (!get("unwaived").checked || !row.classList.contains("waived"))
        && words.every(function (word) { return texts[i].indexOf(word) >= 0; });
      row.hidden = !seen;
      shown += seen ? 1 : 0;
    });
    get("count").textContent = shown + " of " + rows.length;
  }
  function value(row, column) {
    var cell = row.cells[column];
    return cell.dataset.v === undefined ? cell.textContent.trim() : Number(cell.dataset.v);
  }
  var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
  heads.forEach(function (head, column) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.textContent = "";
    head.appendChild(button);
    button.addEventListener("click", function () {
      var down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      var order = rows.slice().sort(function (a, b) {
        var x = value(a, column), y = value(b, column);
        var sign = typeof x === "number" ? x - y : x.localeCompare(y, "en", { numeric: true });
        return down ? -sign : sign;
      });
      order.forEach(function (row) { body.appendChild(row); });
    });
  });
  ["search", "least", "fixable", "exploited", "unwaived"].forEach(function (id) {
    get(id).addEventListener("input", filter);
  });
  get("controls").hidden = false;
  filter();
})();
